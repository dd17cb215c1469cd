package org.cardnym.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks up plain paths of an answer, as {@code items[0].id} or {@code items.id}, by itself: REST
 * Assured compiles a Groovy script for each look, which was a third of the tests' own work.
 */
final class PlainPaths implements Filter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PLAIN =
      Pattern.compile("(?:[A-Za-z_]\\w*|\\[\\d+])(?:\\.[A-Za-z_]\\w*|\\[\\d+])*");
  private static final Pattern STEP = Pattern.compile("([A-Za-z_]\\w*)|\\[(\\d+)]");

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expected,
      FilterContext context) {
    Response answer = context.next(request, expected);
    return (Response)
        Proxy.newProxyInstance(
            Response.class.getClassLoader(),
            new Class<?>[] {Response.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("path")
                  && arguments[0] instanceof String path
                  && ((Object[]) arguments[1]).length == 0
                  && PLAIN.matcher(path).matches()) {
                return at(answer, path);
              }
              try {
                return method.invoke(answer, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  private static @Nullable Object at(Response answer, String path) throws JsonProcessingException {
    Object here = JSON.readValue(answer.asString(), Object.class);
    var steps = STEP.matcher(path);
    while (here != null && steps.find()) {
      here =
          steps.group(1) == null
              ? element(here, Integer.parseInt(steps.group(2)))
              : member(here, steps.group(1));
    }
    return here;
  }

  private static @Nullable Object element(Object list, int index) {
    List<?> all = (List<?>) list;
    return index < all.size() ? all.get(index) : null;
  }

  /** Of a list: that member of each. */
  private static @Nullable Object member(Object here, String name) {
    if (here instanceof Collection<?> all) {
      return all.stream().map(each -> each == null ? null : member(each, name)).toList();
    }
    return ((Map<?, ?>) here).get(name);
  }
}
