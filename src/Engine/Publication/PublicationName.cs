using System.Globalization;

namespace Parcoursup.Gateway.Engine.Publication;

/// <summary>
/// Names of its own, which tell kind, établissement, session and number, so that no publication ever touches the files of
/// another.
/// </summary>
/// <param name="Kind">What the names begin with: one word for each kind of file.</param>
/// <param name="Number">Counts from 1 within the établissement; never given twice.</param>
public sealed record PublicationName(string Kind, string Etablissement, int Session, int Number)
{
    // Whoever puts a file into the folder must not use all numbers up.
    private const int HighestBelieved = 999_999;
    private const string FileType = ".csv";
    private const string ManifestType = ".json";

    /// <summary>What says that everything is complete: written last.</summary>
    public string Manifest => Root + ManifestType;

    /// <summary>What the other side may leave beside the manifest to say that it was imported.</summary>
    public string Confirmation => Manifest + ".ok";

    private string Root => string.Create(CultureInfo.InvariantCulture, $"{Start(Kind, Etablissement)}{Session}_{Number:000000}");

    /// <param name="suffix">Tells several files of one publication apart.</param>
    public string File(string suffix = "") => Root + suffix + FileType;

    /// <summary>The number in the name of a file or a manifest of an établissement; 0 when it is none.</summary>
    public static int NumberIn(string nom, string kind, string etablissement)
    {
        var start = Start(kind, etablissement);
        if (!nom.StartsWith(start, StringComparison.Ordinal) || Path.GetExtension(nom) is not (FileType or ManifestType)) return 0;
        return Path.GetFileNameWithoutExtension(nom[start.Length..]).Split('_') is [var session, var number]
            && int.TryParse(session, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var found) && found <= HighestBelieved
            ? found : 0;
    }

    private static string Start(string kind, string etablissement) => $"{kind}_{etablissement}_";
}
