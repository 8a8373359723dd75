using System.IO.Compression;

namespace Parcoursup.Gateway.Tableurs;

/// <summary>What a workbook may cost (rule J1), and what an archive is that is none.</summary>
internal static class BudgetClasseur
{
    /// <summary>Bytes of the file: it is read in memory.</summary>
    public const int LargestFile = 32 * 1024 * 1024;

    /// <summary>Columns of a sheet.</summary>
    public const int MostColumns = 500;

    /// <summary>Rows × columns of a sheet, blank ones included.</summary>
    public const long MostCells = 30_000_000;

    // Of all that it holds, whatever the names, once it is decompressed: a small archive can hold gigabytes.
    private const long LargestContent = 512 * Mebi;
    private const long Mebi = 1024 * 1024;
    private const int MostEntries = 5_000;

    public const string Swollen = "Le classeur dépasse 512 Mio une fois décompressé : n'y garder que la liste, ou l'enregistrer au format "
        + "« CSV UTF-8 ».";

    /// <summary>Goes through the archive once without keeping any of it.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static MesureClasseur Of(MemoryStream file, CancellationToken ct)
    {
        file.Position = 0;
        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > MostEntries) return new("Le classeur contient trop de parties pour en être un.");
        if (zip.GetEntry("xl/workbook.xml") is null) return new(NameOf(zip));
        // What an entry announces is somebody else's word: beyond it nothing is read, and below it all is counted.
        var announced = 0L;
        foreach (var entry in zip.Entries)
            if (entry.Length > LargestContent || (announced += entry.Length) > LargestContent) return new(Swollen);
        var content = 0L;
        foreach (var entry in zip.Entries)
        {
            var read = LengthOf(entry, LargestContent - content, ct, out var refusal);
            if (refusal is not null) return new(refusal);
            content += read;
        }

        var strings = 0;
        foreach (var entry in zip.Entries.Where(e => PartiesClasseur.NameOf(e) is PartiesClasseur.Strings))
            if ((strings += TextesPartages.Count(entry, ct)) > TextesPartages.Most) return new(TextesPartages.TooMany);
        return new(null, content, strings);
    }

    private static long LengthOf(ZipArchiveEntry entry, long left, CancellationToken ct, out string? refusal)
    {
        refusal = null;
        var (own, length, buffer) = (LargestOf(entry), 0L, new byte[LongueurXml.LargestPiece]);
        var xml = PartiesClasseur.NameOf(entry) is null ? null : new LongueurXml();
        using var content = entry.Open();
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            ct.ThrowIfCancellationRequested();
            length += read;
            var endless = xml?.Look(buffer.AsSpan(0, read)) is false;
            refusal = length > left ? Swollen
                : length > own || endless
                    ? $"La partie « {Short(entry.FullName)} » du classeur est démesurée : copier la liste dans un nouveau classeur, ou "
                        + "l'enregistrer au format « CSV UTF-8 »."
                : null;
            if (refusal is not null) break;
        }

        return length;
    }

    // Parts that are kept in memory as they are read have a bound of their own; sheets and what nobody reads have the common one.
    private static long LargestOf(ZipArchiveEntry entry) => PartiesClasseur.NameOf(entry) switch
    {
        PartiesClasseur.Workbook or PartiesClasseur.Relations => Mebi,
        PartiesClasseur.Styles => 16 * Mebi,
        PartiesClasseur.Strings => 64 * Mebi,
        _ => LargestContent,
    };

    private static string Short(string name) => name.Length > 60 ? name[..60] + "…" : name;

    private static string NameOf(ZipArchive zip) => zip switch
    {
        _ when zip.GetEntry("xl/workbook.bin") is not null => "C'est un classeur Excel binaire (.xlsb) : " + NatureTableur.Enregistrer,
        _ when zip.GetEntry("content.xml") is not null => "C'est un document LibreOffice (.ods, par exemple) : "
            + NatureTableur.Enregistrer,
        _ when zip.GetEntry("Index/Document.iwa") is not null => "C'est un document Numbers : l'exporter en .xlsx ou en CSV.",
        _ when zip.GetEntry("word/document.xml") is not null => "C'est un document Word : copier la liste dans un tableur, puis "
            + NatureTableur.Enregistrer,
        _ => "C'est une archive ZIP, ou un classeur incomplet : en extraire le fichier .csv ou .xlsx.",
    };
}

/// <summary>What a workbook was found to hold.</summary>
/// <param name="Refus">Why it is not read, in French; null for one within its budget.</param>
/// <param name="Octets">Bytes of all its parts, decompressed.</param>
/// <param name="Textes">Its shared strings.</param>
internal readonly record struct MesureClasseur(string? Refus, long Octets = 0, int Textes = 0);
