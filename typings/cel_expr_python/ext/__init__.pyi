from . import ext_strings as ext_strings
