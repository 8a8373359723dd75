using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Dossiers;

/// <summary>Section <c>Dossiers</c> of the settings.</summary>
public sealed record DossiersOptions
{
    public const string Section = "Dossiers";

    /// <summary>Folders in which, and in nothing else, folders of exchange may lie, separated by <c>;</c>.</summary>
    public string? Racines { get; init; }

    public IReadOnlyList<string> Toutes =>
        Racines?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

/// <summary>
/// The folders that others touch, of which the operator has said where they may lie (rule J2). Whoever configures an établissement
/// names one; he must not be able to name the database's, or another program's.
/// </summary>
public sealed class RacinesDossiers(DossiersOptions options, StorageOptions storage)
{
    private readonly IReadOnlyList<string> _racines = [.. options.Toutes.Select(Clean)];

    /// <summary>What is wrong with the setting, in French.</summary>
    public static IEnumerable<string> Errors(DossiersOptions options, StorageOptions storage) =>
        from racine in options.Toutes
        let problem = !Path.IsPathFullyQualified(racine) ? "n'est pas un chemin complet."
            : Clean(racine) == Path.GetPathRoot(racine) ? "est tout le disque : indiquer un dossier fait pour les échanges."
            : IsAt(Clean(racine), Clean(storage.Folder)) ? "est dans le dossier de la base : en choisir un à part."
            : null
        where problem is not null
        select $"{DossiersOptions.Section}:{nameof(DossiersOptions.Racines)} : « {racine} » {problem}";

    /// <summary>What is wrong with a folder, in French; null when files can be read and written there.</summary>
    public string? Problem(string chemin)
    {
        if (!Path.IsPathFullyQualified(chemin))
            return $"Indiquer le chemin complet du dossier (« {chemin} » n'en est pas un).";
        if (ProblemOfPlace(chemin) is { } place) return place;
        try
        {
            Of(chemin).Probe();
            return null;
        }
        catch (EntreeHostileException)
        {
            return $"Le dossier « {chemin} » passe par un lien symbolique, ou n'est pas un dossier : indiquer son vrai chemin.";
        }
        catch (FileNotFoundException)
        {
            return $"Le dossier « {chemin} » n'existe pas, ou n'est pas visible de la passerelle : le créer, ou corriger le chemin.";
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return $"La passerelle ne peut pas écrire dans le dossier « {chemin} » : donner ce droit à son compte, et vérifier la place "
                + $"disponible.";
        }
    }

    /// <exception cref="EntreeHostileException">It lies in no root, or there are none.</exception>
    public DossierEchange Of(string chemin)
    {
        if (ProblemOfPlace(chemin) is { } place) throw new EntreeHostileException(place);
        var (clean, racine) = (Clean(chemin), RootOf(chemin)!);
        return new DossierEchange(racine, clean == racine ? "." : Path.GetRelativePath(racine, clean), clean);
    }

    private string? ProblemOfPlace(string chemin)
    {
        if (!OperatingSystem.IsLinux())
            return "Les dossiers d'échange demandent Linux : ne pas en indiquer, les fichiers se téléchargent.";
        if (_racines.Count == 0)
            return $"Le dossier « {chemin} » n'est pas permis : l'exploitant de la passerelle n'a indiqué aucune racine des dossiers "
                + "d'échange (réglage Dossiers:Racines, par exemple /srv/echanges).";
        if (RootOf(chemin) is null)
            return $"Le dossier « {chemin} » n'est dans aucune des racines permises (réglage Dossiers:Racines : "
                + $"{string.Join(" ; ", _racines)}).";
        var (clean, data) = (Clean(chemin), Clean(storage.Folder));
        return IsAt(clean, data) || IsAt(data, clean)
            ? $"Le dossier « {chemin} » est, contient ou est dans le dossier de la base de la passerelle : en choisir un à part." : null;
    }

    private string? RootOf(string chemin) =>
        Path.IsPathFullyQualified(chemin) ? _racines.FirstOrDefault(racine => IsAt(Clean(chemin), racine)) : null;

    private static bool IsAt(string inner, string outer) =>
        inner == outer || inner.StartsWith(outer + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string Clean(string chemin) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(chemin));
}
