namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>This process among the nodes: whatever it holds under a lease carries this name. A new life has a new one.</summary>
internal sealed class NodeName
{
    public string Name { get; } = $"{Environment.MachineName}/{Guid.NewGuid():N}";
}
