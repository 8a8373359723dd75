using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Engine.Faces.Pages;

/// <summary>What an entry of the navigation is for: the order in which they are shown, each group under its name.</summary>
public enum GroupeMenu
{
    Suivre,
    Echanger,
    Regler,
}

/// <summary>An entry of the navigation.</summary>
/// <param name="Chemin">Below the établissement's address, or below that of the pages.</param>
/// <param name="Niveau">Shown to whoever may at least that.</param>
/// <param name="Rang">The lowest of a group stands first.</param>
public sealed record EntreeMenu(string Libelle, string Chemin, Niveau Niveau, int Rang, GroupeMenu Groupe = GroupeMenu.Suivre)
{
    /// <summary>Where else its pages are.</summary>
    public IReadOnlyList<string> Aussi { get; init; } = [];

    /// <summary>How a page stands to it, as <c>aria-current</c> says it; null: it is of another entry.</summary>
    /// <param name="page">Its path, below that which <see cref="Chemin"/> is below of.</param>
    public string? Marque(string page) => page.TrimEnd('/') == Chemin.TrimEnd('/') ? "page"
        : Aussi.Append(Chemin).Any(one => one != "/" && (page + '/').StartsWith(one + '/', StringComparison.Ordinal)) ? "true" : null;
}

/// <summary>What every page knows of where it stands and for whom it is drawn.</summary>
/// <param name="Racine">The path by which the gateway is reached, without its last slash.</param>
/// <param name="Produit">The name over every page.</param>
/// <param name="Jeton">The token that every form sends back.</param>
/// <param name="Menu">What the person may open here.</param>
public sealed record PageContext(
    string Racine, string Produit, string Titre, string Jeton, Utilisateur? Utilisateur, EtablissementModel? Etablissement,
    IReadOnlyList<EntreeMenu> Menu, string Chemin)
{
    /// <summary>The folder of all pages of people; their cookies go nowhere else.</summary>
    public const string Prefixe = "/gestion";

    /// <summary>What an act has just done, told once.</summary>
    public string? Message { get; init; }

    public string Vers(string chemin) => Racine + Prefixe + chemin;

    /// <summary>The address of a page of the établissement.</summary>
    public string Ici(string chemin) => Vers($"/etablissements/{Uri.EscapeDataString(Etablissement!.Code)}{chemin}");

    public bool Peut(Niveau niveau) =>
        Utilisateur is { } who && (Etablissement is { } where ? who.Sur(where.Code) >= niveau : who.EstExploitant);
}
