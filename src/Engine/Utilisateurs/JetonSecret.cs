using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Parcoursup.Gateway.Engine.Utilisateurs;

/// <summary>256 random bits that open something: shown once, stored as their SHA-256 alone.</summary>
internal static class JetonSecret
{
    private const int Bytes = 32;
    private const int Characters = 43;

    public static string Nouveau() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Null for what is none.</summary>
    public static string? EmpreinteDe(string? jeton) => jeton is { Length: Characters } && Base64Url.IsValid(jeton)
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(jeton))) : null;
}
