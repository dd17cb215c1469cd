package org.cardnym.sandbox.process;

import java.nio.file.Path;
import java.util.List;

/**
 * A program to start: what it is called, its command, the folder it works in, and where its output
 * goes. No secret stands in the command, as every user of the machine can read it.
 */
public record Program(String name, List<String> command, Path folder, Path log) {}
