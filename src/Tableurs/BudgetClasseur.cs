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

    // Of all that is read of it, once it is decompressed: a small archive can hold gigabytes.
    private const long LargestContent = 512L * 1024 * 1024;
    private const int MostEntries = 5_000;

    /// <summary>Why the archive is not read, in French; null for a workbook within its budget.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static string? RefusalOf(MemoryStream file, CancellationToken ct)
    {
        file.Position = 0;
        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > MostEntries) return "Le classeur contient trop de parties pour en être un.";
        if (zip.GetEntry("xl/workbook.xml") is null) return NameOf(zip);
        var (left, buffer) = (LargestContent, new byte[64 * 1024]);
        foreach (var entry in zip.Entries.Where(IsRead))
        {
            // The size that an entry announces is somebody else's word: it is counted.
            using var content = entry.Open();
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                ct.ThrowIfCancellationRequested();
                if ((left -= read) < 0)
                    return "Le classeur dépasse 512 Mio une fois décompressé : n'y garder que la liste, ou l'enregistrer au format "
                        + "« CSV UTF-8 ».";
            }
        }

        return null;
    }

    private static bool IsRead(ZipArchiveEntry entry) => entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
        || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

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
