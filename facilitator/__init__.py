"""What people touch: command line, app, screens, widgets, dialogs."""
