using System.Text.Json;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Publication;

/// <summary>What becomes visible together.</summary>
/// <param name="Id">The row of the system's table to which its parts belong.</param>
/// <param name="Files">Names of the files, the manifest not among them.</param>
public sealed record PublishedFiles(long Id, PublicationName Name, IReadOnlyList<string> Files);

/// <param name="Sha256">Of the file's bytes, lower-case hexadecimal.</param>
public sealed record FileHash(string Nom, string Sha256);

/// <summary>A publication whose files are written, and which nobody sees yet.</summary>
public sealed record PreparedFiles(PublishedFiles Published, IReadOnlyList<FileHash> Hashes, string Manifest);

/// <summary>How a manifest is written: for a person to read, too.</summary>
public static class ManifestText
{
    private static readonly JsonSerializerOptions Indented = new(JsonText.Options) { WriteIndented = true };

    public static string Of<T>(T manifest) => JsonSerializer.Serialize(manifest, Indented) + "\n";
}
