namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>This process among the nodes: another one after every start, so that nothing of a former life counts as its own.</summary>
public sealed class NodeName
{
    public string Value { get; } = $"{Environment.MachineName}/{Guid.NewGuid():N}";

    public override string ToString() => Value;
}
