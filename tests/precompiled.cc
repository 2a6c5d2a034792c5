// Nothing but what is compiled before all tests: see CMakeLists.txt.
