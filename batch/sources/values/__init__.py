"""Values of columns of any type: texts, numbers, times, tags, marks of removal and features."""
