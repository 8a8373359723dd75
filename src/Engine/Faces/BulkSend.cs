namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>
/// Stands in the metadata of an address that takes many lines or a large file: those of an établissement are read one at a time, so
/// that reading them takes no more of the machine than anybody's share (rule J1).
/// </summary>
public sealed record BulkSend;

public static class BulkSendExtensions
{
    /// <inheritdoc cref="Faces.BulkSend"/>
    public static TBuilder BulkSend<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new BulkSend());
}
