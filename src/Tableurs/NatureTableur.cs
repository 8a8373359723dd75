namespace Parcoursup.Gateway.Tableurs;

/// <summary>What the bytes of a file are.</summary>
public enum FormatTableur
{
    Utf8,
    Windows1252,
    Utf16,
    Utf16Inverse,

    /// <summary>A workbook, or another archive: only its list of contents tells.</summary>
    Classeur,
    Xls,
    Pdf,
    Gzip,
    Html,
    Xml,

    /// <summary>Text with the accents of a Macintosh or of MS-DOS, which look like others.</summary>
    AccentsInconnus,

    /// <summary>As many lines in UTF-8 as in another encoding: nobody can tell which is meant.</summary>
    CodagesMeles,
}

/// <summary>How a file is to be read (rule K4), settled by <see cref="SondeTableur"/> once all of its bytes have passed.</summary>
/// <param name="FinsCr">Its lines end with a carriage return alone.</param>
public readonly record struct NatureTableur(FormatTableur Format, bool FinsCr = false)
{
    private const string Cr = ";cr";

    private static readonly (FormatTableur Format, string Nom)[] Noms =
    [
        (FormatTableur.Utf8, "utf-8"), (FormatTableur.Windows1252, "windows-1252"), (FormatTableur.Utf16, "utf-16"),
        (FormatTableur.Utf16Inverse, "utf-16BE"), (FormatTableur.Classeur, "xlsx"), (FormatTableur.Xls, "xls"),
        (FormatTableur.Pdf, "pdf"), (FormatTableur.Gzip, "gzip"), (FormatTableur.Html, "html"), (FormatTableur.Xml, "xml"),
        (FormatTableur.AccentsInconnus, "accents-inconnus"), (FormatTableur.CodagesMeles, "codages-meles"),
    ];

    /// <summary>A word that can be stored: <c>utf-8</c>, <c>windows-1252;cr</c>, <c>xlsx</c>…</summary>
    public string Nom
    {
        get
        {
            var format = Format;
            return Noms.First(n => n.Format == format).Nom + (FinsCr ? Cr : "");
        }
    }

    /// <summary>From such a word.</summary>
    public static NatureTableur Of(string nom)
    {
        ArgumentNullException.ThrowIfNull(nom);
        var cr = nom.EndsWith(Cr, StringComparison.Ordinal);
        var bare = cr ? nom[..^Cr.Length] : nom;
        return new(Noms.FirstOrDefault(n => n.Nom == bare).Format, cr);
    }

    /// <summary>Why such a file cannot be read, and what to do, in French; null when it can.</summary>
    public string? Refus => Format switch
    {
        FormatTableur.Xls => "C'est un classeur Excel au format .xls (97-2003), ou protégé par un mot de passe : " + Enregistrer,
        FormatTableur.Pdf => "C'est un document PDF : exporter la liste en .csv ou en .xlsx.",
        FormatTableur.Gzip => "C'est un fichier compressé (gzip) : le décompresser avant de l'envoyer.",
        FormatTableur.Html => "C'est une page HTML, même si le fichier s'appelle .xls ou .csv : l'ouvrir dans le tableur, puis "
            + Enregistrer,
        FormatTableur.Xml => "C'est un document XML : l'ouvrir dans le tableur, puis " + Enregistrer,
        FormatTableur.AccentsInconnus => "Les accents ne sont ni en UTF-8 ni en windows-1252 (format « CSV Macintosh » ou « CSV MS-DOS » "
            + "d'Excel ?), et les deviner donnerait des noms faux : enregistrer le fichier au format « CSV UTF-8 » ou en .xlsx.",
        FormatTableur.CodagesMeles => "Le fichier mélange à parts égales des lignes en UTF-8 et des lignes en windows-1252 : l'exporter à "
            + "nouveau au format « CSV UTF-8 », sans assembler deux fichiers.",
        _ => null,
    };

    internal const string Enregistrer = "l'enregistrer en .xlsx sans mot de passe, ou au format « CSV UTF-8 ».";
}
