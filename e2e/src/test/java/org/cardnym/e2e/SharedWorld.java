package org.cardnym.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Gives tests the one sandbox, started with the first that asks, stopped after the last; says where
 * its logs are when one fails.
 */
final class SharedWorld implements ParameterResolver, TestWatcher {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SharedWorld.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == World.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent("world", key -> new World(), World.class);
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    World world = context.getRoot().getStore(NAMESPACE).get("world", World.class);
    if (world != null) {
      System.err.println(world.sandbox().story());
    }
  }
}
