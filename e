timeout: failed to run command ‘predawn’: No such file or directory
