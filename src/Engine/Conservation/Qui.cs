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
    private readonly NomsDits? _noms = personne.Noms;

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
        || _noms?.Dans(text) == true;

    // Without its key, which some keep apart.
    private static string? Nne(string? ine) => ine is { Length: > 10 } ? ine[..10] : ine;
}

/// <summary>Those who were erased, of whom only a fingerprint is left.</summary>
internal sealed class QuiEfface(Func<CandidatKey, bool> erased, int annee) : Qui
{
    public override bool EstDossier(int? session, int dossier) => erased(new CandidatKey(session ?? annee, dossier));
}
