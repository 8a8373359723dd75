using System.Security.Cryptography;
using System.Text;

namespace Parcoursup.Gateway.Adapters.Scolarix.Protocol;

/// <summary>
/// A fingerprint that fits into an index of a whole file: eight bytes of the line, which alone tell whether it changed,
/// and one of each column, which tell where.
/// </summary>
public static class EmpreinteLigne
{
    private const int OfLine = 8;

    public static byte[] Of(ReadOnlySpan<byte> line, IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var print = new byte[OfLine + values.Count];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(line, hash);
        hash[..OfLine].CopyTo(print);
        for (var i = 0; i < values.Count; i++) print[OfLine + i] = OfValue(values[i]);
        return print;
    }

    public static bool AreSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => one[..OfLine].SequenceEqual(other[..OfLine]);

    /// <summary>The headers of the columns that differ; empty where that cannot be told.</summary>
    public static IEnumerable<string> Differences(byte[] before, byte[] now, IReadOnlyList<ColonneScolarix> colonnes)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(colonnes);
        if (before.Length != now.Length || now.Length != OfLine + colonnes.Count) yield break;
        for (var i = 0; i < colonnes.Count; i++)
            if (before[OfLine + i] != now[OfLine + i]) yield return colonnes[i].Entete;
    }

    // FNV-1a, folded: one value in 256 that changed is not named, and the line is still known to have changed.
    private static byte OfValue(string value)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(value)) hash = (hash ^ b) * 16777619u;
        return (byte)(hash ^ (hash >> 8) ^ (hash >> 16) ^ (hash >> 24));
    }
}
