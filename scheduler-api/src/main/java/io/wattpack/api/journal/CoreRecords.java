package io.wattpack.api.journal;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * Tells Jackson which components of the core's records may be null (those, and only those, marked
 * so in the source) and which may be missing: those of {@link OlderRecords}.
 */
final class CoreRecords extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  @Override
  public JsonSetter.Value findSetterInfo(Annotated annotated) {
    if (annotated instanceof AnnotatedParameter parameter
        && parameter.getDeclaringClass().isRecord()) {
      boolean nullable = isNullable(component(parameter));
      return JsonSetter.Value.forValueNulls(nullable ? Nulls.SET : Nulls.FAIL, Nulls.FAIL);
    }
    return super.findSetterInfo(annotated);
  }

  @Override
  public JacksonInject.@Nullable Value findInjectableValue(AnnotatedMember member) {
    if (member instanceof AnnotatedParameter parameter
        && parameter.getDeclaringClass().isRecord()) {
      Class<?> owner = parameter.getDeclaringClass();
      String name = owner.getRecordComponents()[parameter.getIndex()].getName();
      Object key = OlderRecords.keyOf(owner, name);
      return key == null ? null : JacksonInject.Value.construct(key, true, true);
    }
    return super.findInjectableValue(member);
  }

  private static AnnotatedType component(AnnotatedParameter parameter) {
    RecordComponent[] components = parameter.getDeclaringClass().getRecordComponents();
    return components[parameter.getIndex()].getAnnotatedType();
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }
}
