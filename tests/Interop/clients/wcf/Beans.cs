using System.Globalization;

namespace Wcf;

/// <summary>Fills and reads generated classes by path, as a program would with their properties.</summary>
internal static class Beans
{
    public static void Set(object bean, string path, string? value)
    {
        var dot = path.IndexOf('.');
        var head = dot < 0 ? path : path[..dot];
        var bracket = head.IndexOf('[');
        var property = bean.GetType().GetProperty(bracket < 0 ? head : head[..bracket])
            ?? throw new InvalidOperationException($"{bean.GetType().Name} has no {head}.");
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (dot < 0)
        {
            property.SetValue(bean, value is null ? null : Convert.ChangeType(value, type, CultureInfo.InvariantCulture));
            return;
        }

        object child;
        if (bracket >= 0)
        {
            child = Item(bean, property, int.Parse(head[(bracket + 1)..^1], CultureInfo.InvariantCulture));
        }
        else
        {
            child = property.GetValue(bean) ?? Activator.CreateInstance(type)!;
            property.SetValue(bean, child);
        }

        Set(child, path[(dot + 1)..], value);
    }

    /// <summary>Every value with its path.</summary>
    public static IEnumerable<(string Path, string Value)> Values(object? bean, string path = "")
    {
        if (bean is null) yield break;
        if (bean is string or IConvertible)
        {
            yield return (path, Convert.ToString(bean, CultureInfo.InvariantCulture)!);
            yield break;
        }

        var parts = bean is Array array
            ? array.Cast<object?>().Select((item, i) => (Path: string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), Value: item))
            : bean.GetType().GetProperties().Select(p => (Path: path.Length == 0 ? p.Name : $"{path}.{p.Name}", Value: p.GetValue(bean)));
        foreach (var part in parts)
            foreach (var value in Values(part.Value, part.Path)) yield return value;
    }

    private static object Item(object bean, System.Reflection.PropertyInfo property, int index)
    {
        var type = property.PropertyType.GetElementType()!;
        var array = (Array?)property.GetValue(bean) ?? Array.CreateInstance(type, 0);
        if (array.Length <= index)
        {
            var longer = Array.CreateInstance(type, index + 1);
            array.CopyTo(longer, 0);
            longer.SetValue(Activator.CreateInstance(type), index);
            property.SetValue(bean, array = longer);
        }

        return array.GetValue(index)!;
    }
}
