using System.Globalization;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>Whom a look at raw content is about.</summary>
internal abstract class Qui
{
    /// <summary>Texts of which one stands in whatever is about the person; empty when none is known beforehand.</summary>
    public virtual IReadOnlyList<string> Indices => [];

    public abstract bool EstDossier(int? session, int dossier);

    public virtual bool EstIne(string text) => false;

    public virtual bool EstNumero(string text) => false;

    /// <summary>A text in which several identifiers may stand.</summary>
    public virtual bool EstDans(string text) => false;
}

/// <summary>One person of an établissement.</summary>
internal sealed class QuiPersonne(PersonneConnue personne) : Qui
{
    public override IReadOnlyList<string> Indices { get; } =
    [
        .. new[]
        {
            personne.Dossier == 0 ? null : personne.Dossier.ToString(CultureInfo.InvariantCulture), Nne(personne.IneSur), personne.Numero,
        }.OfType<string>(),
    ];

    public override bool EstDossier(int? session, int dossier) =>
        personne.Dossier != 0 && dossier == personne.Dossier && (session is null || session == personne.Session);

    public override bool EstIne(string text) => personne.IneSur is { } ine && Ine.Normalize(text) == ine;

    public override bool EstNumero(string text) => personne.Numero is not null && text == personne.Numero;

    public override bool EstDans(string text) =>
        (Nne(personne.IneSur) is { } nne && text.Contains(nne, StringComparison.OrdinalIgnoreCase))
        || personne.Noms?.Dans(text, Names) == true;

    // With or without accents: systems differ.
    private static bool Names(string text, string name) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(
        text, name, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;

    // Without its key, which some keep apart.
    private static string? Nne(string? ine) => ine is { Length: > 10 } ? ine[..10] : ine;
}

/// <summary>Both names of a person: one alone is a neighbour's too, and both may be a namesake's.</summary>
/// <param name="Homonyme">There is one: then the names count beside the birth date only.</param>
internal sealed record NomsDits(string Nom, string Prenom, DateOnly? Naissance, bool Homonyme)
{
    private static readonly string[] Formes = ["dd/MM/yyyy", "yyyy-MM-dd", "ddMMyyyy", "yyyyMMdd"];

    public bool Dans(string texte, Func<string, string, bool> contient) =>
        contient(texte, Nom) && contient(texte, Prenom)
        && (!Homonyme || (Naissance is { } day && Formes.Any(forme =>
            texte.Contains(day.ToString(forme, CultureInfo.InvariantCulture), StringComparison.Ordinal))));

    /// <summary>Whether a text that names this other one would be taken for one that names her.</summary>
    public bool SontDe(PersonneConnue autre) => this with { Homonyme = false } is var seuls
        && seuls.Dans($"{autre.Nom} {autre.Prenom}", static (texte, nom) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(
            texte, nom, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0);
}

/// <summary>Those who were erased, of whom only a fingerprint is left.</summary>
internal sealed class QuiEfface(Func<CandidatKey, bool> erased, int annee) : Qui
{
    public override bool EstDossier(int? session, int dossier) => erased(new CandidatKey(session ?? annee, dossier));
}
