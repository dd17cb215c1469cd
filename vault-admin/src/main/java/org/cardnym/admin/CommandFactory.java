package org.cardnym.admin;

import java.lang.reflect.Constructor;
import org.cardnym.admin.desk.Desk;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands: those that work get the desk, the rest is made as picocli would. */
final class CommandFactory implements IFactory {
  private final IFactory others = CommandLine.defaultFactory();
  private final Desk desk;

  CommandFactory(Desk desk) {
    this.desk = desk;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      Class<?>[] wants = constructor.getParameterTypes();
      if (wants.length == 1 && wants[0] == Desk.class) {
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance(desk));
      }
    }
    return others.create(type);
  }
}
