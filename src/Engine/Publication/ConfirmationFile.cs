using System.Security.Cryptography;
using System.Text;

namespace Parcoursup.Gateway.Engine.Publication;

/// <summary>
/// The file by which the other side says that it has imported what a manifest describes: it holds the manifest's SHA-256 or
/// its name.
/// </summary>
public static class ConfirmationFile
{
    /// <summary>The hash by which a manifest is confirmed.</summary>
    public static string HashOf(string manifest) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(manifest)));

    /// <summary>Whether what was left means this manifest. As <c>sha256sum</c> writes it, too: the hash, blanks, the name.</summary>
    public static bool Means(string said, PublicationName name, string? manifestSha256) =>
        said.Split([' ', '\t', '\r', '\n', '*'], StringSplitOptions.RemoveEmptyEntries) is [var first, ..]
        && (string.Equals(first, manifestSha256, StringComparison.OrdinalIgnoreCase) || first == name.Manifest);
}
