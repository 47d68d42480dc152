"""Predictors for fitted models in files, configured by TOML: scikit-learn, ONNX, MLflow."""
