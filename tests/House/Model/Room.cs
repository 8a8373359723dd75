namespace Parcoursup.Gateway.House.Tests.Model;

/// <summary>A room: a folder of the plan, and for an adapter the room inside it (empty for the adapter's own folder).</summary>
internal readonly record struct Room(string Outer, string Inner)
{
    private static readonly Dictionary<string, int> Height = Heights(Plan.Floors);
    private static readonly Dictionary<string, Dictionary<string, int>> InnerHeight = Plan.Inside.ToDictionary(a => a.Key, a => Heights(a.Value));

    public bool IsAdapter => Outer.StartsWith("Adapters/", StringComparison.Ordinal);

    public bool IsEngine => Outer.StartsWith("Engine/", StringComparison.Ordinal);

    /// <summary>The room of a folder, given by its path below <c>src</c>; null when the plan has none.</summary>
    public static Room? Of(string path)
    {
        var outer = Height.Keys.Where(room => Holds(room, path)).MaxBy(room => room.Length);
        if (outer is null) return null;
        if (!InnerHeight.TryGetValue(outer, out var inside)) return new Room(outer, "");
        var rest = path[outer.Length..].TrimStart('/');
        var inner = inside.Keys.Where(room => room.Length > 0 && Holds(room, rest)).MaxBy(room => room.Length);
        // Its own folder holds files, no other folder than the migrations.
        if (inner is null && rest.Length > 0 && !Holds("Migrations", rest)) return null;
        return new Room(outer, inner ?? "");
    }

    /// <summary>Whether this room may use the other one.</summary>
    public bool MayUse(Room other, string typeName)
    {
        if (this == other) return true;
        if (Outer == other.Outer) return InnerHeight[Outer][other.Inner] < InnerHeight[Outer][Inner];
        // What the other side says and understands, without the engine.
        if (IsAdapter && Inner == "Protocol") return Height[other.Outer] < Height["Engine/Ground/Text"];
        // The host knows the modules, and only where it is composed.
        if (other.IsAdapter && !IsAdapter) return Outer == "Gateway/Composition" && other.Inner.Length == 0 && typeName.EndsWith("Module", StringComparison.Ordinal);
        return Height[other.Outer] < Height[Outer];
    }

    public override string ToString() => Inner.Length == 0 ? Outer : $"{Outer}/{Inner}";

    private static bool Holds(string room, string path) =>
        path == room || (path.StartsWith(room, StringComparison.Ordinal) && path[room.Length] == '/');

    private static Dictionary<string, int> Heights(string[][] floors) =>
        floors.SelectMany((rooms, height) => rooms.Select(room => (room, height))).ToDictionary(r => r.room, r => r.height);
}
