package interop;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Map;

/** Fills and reads generated beans by path, as a program would with their setters and getters. */
final class Beans {
    static <T> T fill(T bean, List<Plan.Field> fields) throws ReflectiveOperationException {
        for (Plan.Field field : fields) set(bean, field.path(), field.value());
        return bean;
    }

    static Object get(Object bean, String property) throws ReflectiveOperationException {
        return getter(bean, property).invoke(bean);
    }

    /** Every value with its path. */
    static void values(Object bean, String path, Map<String, String> values) throws ReflectiveOperationException {
        if (bean == null) return;
        if (bean instanceof String || bean instanceof Number)
            values.put(path, bean.toString());
        else if (bean instanceof List<?> list)
            for (int i = 0; i < list.size(); i++) values(list.get(i), path + "[" + i + "]", values);
        else if (bean.getClass().isArray())
            // Axis leaves the wrapper of an array out.
            for (int i = 0; i < Array.getLength(bean); i++)
                values(Array.get(bean, i), (path.endsWith("item") ? path : path + ".item") + "[" + i + "]", values);
        else
            for (Method getter : bean.getClass().getMethods())
                if (getter.getName().startsWith("get") && getter.getParameterCount() == 0 && getter.getDeclaringClass() != Object.class
                    && !Modifier.isStatic(getter.getModifiers())) {
                    String name = Character.toLowerCase(getter.getName().charAt(3)) + getter.getName().substring(4);
                    values(getter.invoke(bean), path.isEmpty() ? name : path + "." + name, values);
                }
    }

    private static void set(Object bean, String path, String value) throws ReflectiveOperationException {
        int dot = path.indexOf('.');
        String head = dot < 0 ? path : path.substring(0, dot);
        String rest = dot < 0 ? "" : path.substring(dot + 1);
        int bracket = head.indexOf('[');
        if (bracket >= 0)
            set(item(bean, head.substring(0, bracket), Integer.parseInt(head.substring(bracket + 1, head.length() - 1))), rest, value);
        else if (getter(bean, head).getReturnType().isArray())
            // Axis leaves the wrapper of an array out: voeux is the array, and the next step its item.
            set(element(bean, head, Integer.parseInt(rest.replaceAll("^item\\[(\\d+)\\].*", "$1"))), rest.substring(rest.indexOf('.') + 1), value);
        else if (!rest.isEmpty())
            set(child(bean, head), rest, value);
        else
            setter(bean, head).invoke(bean, value == null ? null : convert(value, getter(bean, head).getReturnType()));
    }

    private static Object item(Object bean, String property, int index) throws ReflectiveOperationException {
        Method getter = getter(bean, property);
        if (getter.getReturnType().isArray()) return element(bean, property, index);
        @SuppressWarnings("unchecked")
        List<Object> list = (List<Object>) getter.invoke(bean);
        Class<?> type = (Class<?>) ((ParameterizedType) getter.getGenericReturnType()).getActualTypeArguments()[0];
        while (list.size() <= index) list.add(type.getDeclaredConstructor().newInstance());
        return list.get(index);
    }

    private static Object element(Object bean, String property, int index) throws ReflectiveOperationException {
        Class<?> type = getter(bean, property).getReturnType();
        Object array = get(bean, property);
        int length = array == null ? 0 : Array.getLength(array);
        if (length <= index) {
            Object longer = Array.newInstance(type.getComponentType(), index + 1);
            if (array != null) System.arraycopy(array, 0, longer, 0, length);
            Array.set(longer, index, type.getComponentType().getDeclaredConstructor().newInstance());
            bean.getClass().getMethod("set" + capital(property), type).invoke(bean, longer);
            array = longer;
        }
        return Array.get(array, index);
    }

    private static Object child(Object bean, String property) throws ReflectiveOperationException {
        Object child = get(bean, property);
        if (child == null) {
            child = getter(bean, property).getReturnType().getDeclaredConstructor().newInstance();
            setter(bean, property).invoke(bean, child);
        }
        return child;
    }

    private static Object convert(String value, Class<?> type) {
        return type == Integer.class || type == int.class ? (Object) Integer.valueOf(value) : value;
    }

    private static Method getter(Object bean, String property) throws NoSuchMethodException {
        return bean.getClass().getMethod("get" + capital(property));
    }

    private static Method setter(Object bean, String property) throws NoSuchMethodException {
        return bean.getClass().getMethod("set" + capital(property), getter(bean, property).getReturnType());
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private Beans() {
    }
}
