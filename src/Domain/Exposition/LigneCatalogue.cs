namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>The way of study of a line.</summary>
public enum Voie
{
    Scolaire,
    Apprentissage,
}

/// <summary>A line of Parcoursup's catalogue, its values clean; what is empty is null.</summary>
/// <param name="Cle"><c>CODEFORMATIONACCUEIL</c>.</param>
public sealed record LigneCatalogue(string Cle)
{
    /// <summary><c>CODEFORMATIONINSCRIPTION</c>, by which the catalogue of publication knows the formation.</summary>
    public string? Inscription { get; init; }

    public Voie Voie { get; init; }
    public string? UaiComposante { get; init; }
    public string? UaiAffectation { get; init; }
    public string? UaiGestion { get; init; }
    public string? CodeCfd { get; init; }
    public string? CodeMef { get; init; }
    public string? CodeSise { get; init; }
    public IReadOnlyList<string> Rncp { get; init; } = [];
    public IReadOnlyList<string> Ideo { get; init; } = [];
    public string? IdRco { get; init; }

    /// <summary><c>LIBFORMATION</c>.</summary>
    public string? Libelle { get; init; }

    public string? Specialite { get; init; }

    /// <summary><c>FORMATION_PARAMÉTRÉE</c>: the platform parameterised it itself.</summary>
    public string? Parametree { get; init; }

    /// <summary>The type of diploma of the reports: the label in capitals.</summary>
    public string Type => TypeDe(Libelle);

    /// <summary><c>App.</c> or <c>Sco.</c>, as in the scope table.</summary>
    public string Filiere => Voie == Voie.Apprentissage ? "App." : "Sco.";

    public static string TypeDe(string? libelle) =>
        libelle is null ? "INCONNU" : string.Join(' ', libelle.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
