namespace Parcoursup.Gateway.Engine.Configuration.Formulaires;

/// <summary>How a field of the document is typed.</summary>
public enum SorteChamp
{
    Texte,
    Nombre,

    /// <summary>A box to tick.</summary>
    Oui,
    Date,

    /// <summary>Never shown again; left empty, what is stored stays.</summary>
    Secret,

    /// <summary>Words, separated by spaces or commas.</summary>
    Liste,
    Choix,
}

/// <summary>A field that people fill in.</summary>
/// <param name="Chemin">Where it stands in the document, such as <c>planification.remontee</c>; in a list, from its element on.</param>
/// <param name="Libelle">In French.</param>
public sealed record ChampReglage(string Chemin, string Libelle, SorteChamp Sorte = SorteChamp.Texte)
{
    public string? Aide { get; init; }

    public IReadOnlyList<(string Valeur, string Libelle)> Choix { get; init; } = [];

    /// <summary>
    /// Changed by whoever runs the gateway alone: it decides what belongs to which établissement, or names a place of the machine.
    /// </summary>
    public bool Exploitant { get; init; }
}

/// <summary>Fields that are filled in together; whoever they belong to registers them.</summary>
/// <param name="Rang">The lowest stands first.</param>
public sealed record GroupeReglage(string Titre, int Rang, IReadOnlyList<ChampReglage> Champs)
{
    public string? Explication { get; init; }

    /// <summary>Only for this system; null: for each.</summary>
    public Sis? Sis { get; init; }

    /// <summary>The part of the document that is not there when all fields are empty.</summary>
    public string? Facultatif { get; init; }

    /// <summary>The list whose elements have these fields; an element without its first field is none.</summary>
    public string? Liste { get; init; }
}

/// <summary>A field as it stands in a form.</summary>
/// <param name="Nom">The whole path: the name by which an error is told.</param>
/// <param name="Enregistre">A secret that is stored.</param>
public sealed record ChampSaisi(string Nom, ChampReglage Champ, string Valeur, bool Enregistre);

/// <summary>A group as it stands in a form.</summary>
/// <param name="Elements">The elements of its list; elsewhere one.</param>
public sealed record GroupeSaisi(GroupeReglage Groupe, IReadOnlyList<ElementSaisi> Elements);

/// <param name="Cle">The field that tells which element of the list it was, and its value; null where there is no list.</param>
public sealed record ElementSaisi((string Nom, string Valeur)? Cle, IReadOnlyList<ChampSaisi> Champs);
