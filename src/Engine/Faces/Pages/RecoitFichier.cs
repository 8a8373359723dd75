using Microsoft.AspNetCore.Http.Metadata;

namespace Parcoursup.Gateway.Engine.Faces.Pages;

/// <summary>Stands in the metadata of an act whose form brings a file: see <see cref="FormulaireFichier"/>.</summary>
/// <param name="PlusGrand">The largest file, in bytes.</param>
public sealed record RecoitFichier(long PlusGrand) : IRequestSizeLimitMetadata
{
    // For its fields, and for what stands between them.
    private const long AutourDuFichier = 256 * 1024;

    public long? MaxRequestBodySize => PlusGrand + AutourDuFichier;
}

public static class RecoitFichierExtensions
{
    /// <summary>The form brings a file: those of an établissement are read one at a time, as by REST.</summary>
    public static TBuilder RecoitFichier<TBuilder>(this TBuilder builder, long plusGrand) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RecoitFichier(plusGrand)).BulkSend();
}
