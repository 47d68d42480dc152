"""The image, built and run without a container engine: by buildah, in a chroot, and by bubblewrap."""
