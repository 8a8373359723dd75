using System.IO.Compression;
using System.Xml;

namespace Parcoursup.Gateway.Tableurs;

/// <summary>The shared strings of a workbook, which are in memory as long as it is read: bounded by their number, too.</summary>
internal static class TextesPartages
{
    /// <summary>Two columns of a full sheet that never repeat.</summary>
    public const int Most = 2_100_000;

    public const string TooMany = "Le classeur contient plus de deux millions de textes différents : n'y garder que la liste, ou "
        + "l'enregistrer au format « CSV UTF-8 ».";

    /// <summary>How many; beyond the bound, one more than it.</summary>
    /// <exception cref="InvalidDataException">They are in no form of a workbook of this kind.</exception>
    public static int Count(ZipArchiveEntry entry, CancellationToken ct)
    {
        if (!entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)) throw new InvalidDataException("Shared strings: no XML.");
        using var content = entry.Open();
        using var xml = XmlReader.Create(content, XmlClasseur.Hardened);
        var count = 0;
        while (count <= Most && xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si") continue;
            if (++count % 4096 == 0) ct.ThrowIfCancellationRequested();
        }

        return count;
    }
}
