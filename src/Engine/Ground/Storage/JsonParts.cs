namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>An object that is put together from named parts, in their order. A part that is null is left out, as everywhere.</summary>
public static class JsonParts
{
    public static OrderedDictionary<string, object> Join(params IEnumerable<(string Name, object? Value)> parts)
    {
        var joined = new OrderedDictionary<string, object>();
        foreach (var (name, value) in parts)
            if (value is not null)
                joined.Add(name, value);
        return joined;
    }
}
