using System.Globalization;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Oracle;

/// <summary>What Scolarix must hold (seed 003): its base of candidates, préinscriptions, those it turned away, enrolments.</summary>
internal sealed record ScolarixAttendu(
    IReadOnlyDictionary<string, string> Base, IReadOnlySet<int> Preinscrits, IReadOnlyList<int> Refus, IReadOnlyDictionary<string,
    string> Inscriptions)
{
    /// <summary>Those of whom nobody knows whether they have the baccalauréat.</summary>
    public IReadOnlySet<int> ADecider { get; init; } = new HashSet<int>();

    /// <summary>How many the last import took out of the base.</summary>
    public int Sortis { get; init; }

    /// <summary>How many stood in the base before the last import.</summary>
    public int Veille { get; init; }

    /// <summary>A snapshot that loses more than a tenth, and more than five, waits for a person.</summary>
    public bool DoitEtreConfirme => Sortis > Math.Max(5, Veille / 10.0);
}

/// <summary>Follows Scolarix's base from the publication on: purged and filled anew every evening.</summary>
internal sealed class SuiviScolarix
{
    private static readonly Etablissement Ici = Etablissements.Lagune;
    private readonly SortedSet<int> _preinscrits = [];
    private readonly List<int> _refus = [];
    private readonly Dictionary<string, string> _inscriptions = new(StringComparer.Ordinal);
    private Dictionary<string, string> _base = new(StringComparer.Ordinal);
    private (int Veille, int Sortis) _mouvement;

    /// <summary>The day's students and gestionnaires, before the evening's import.</summary>
    public void Suivre(Evenement evenement)
    {
        switch (evenement)
        {
            case TentativePreinscription tentative when _base.ContainsKey(Cle(tentative.Candidat)):
                _preinscrits.Add(tentative.Candidat);
                break;
            case TentativePreinscription tentative:
                _refus.Add(tentative.Candidat);
                break;
            case Inscription inscription when Formations.De(inscription.Formation).Etablissement == Ici:
                _preinscrits.Add(inscription.Candidat);
                _inscriptions[Cle(inscription.Candidat)] =
                    $"{(inscription.Annulee ? "ANNULEE" : "VALIDEE")}, {(inscription.Payee ? "payée" : "non payée")}, {inscription.Type}";
                break;
        }
    }

    public void Importer(IEnumerable<FicheSuivie> fiches, DateOnly jour)
    {
        if (jour < Campagne.Publication)
            return;

        var suivante = fiches.Where(EstPresent).ToDictionary(f => Cle(f.Identite.Code), f => Ligne(f.Identite), StringComparer.Ordinal);
        _mouvement = (_base.Count, _base.Keys.Count(c => !suivante.ContainsKey(c)));
        _base = suivante;
    }

    public ScolarixAttendu Attendu(IEnumerable<FicheSuivie> fiches) => new(_base, _preinscrits, [.. _refus.Order()], _inscriptions)
    {
        ADecider = fiches.Where(f => AcceptePlace(f) && ABac(f) is null).Select(f => f.Identite.Code).ToHashSet(),
        Veille = _mouvement.Veille,
        Sortis = _mouvement.Sortis,
    };

    public static string Ligne(string? ine, string civilite, string nom, string prenom, string naissance, string mail) =>
        $"{ine ?? "sans INE"}, {civilite} {nom} {prenom}, {naissance}, {mail}";

    /// <summary>Rule G1: Oui or Oui si, never "Oui en attente"; and the baccalauréat.</summary>
    private static bool EstPresent(FicheSuivie fiche) => AcceptePlace(fiche) && ABac(fiche) == true;

    private static bool AcceptePlace(FicheSuivie fiche) => fiche.Voeux(Ici).Any(v => v.Situation == 1);

    /// <summary>
    /// The result decides; without one, what a person declared, another diploma, or the year of the baccalauréat; null: nobody knows.
    /// </summary>
    private static bool? ABac(FicheSuivie fiche) => fiche.Resultat switch
    {
        "ADMIS" => true,
        not null => false,
        null when fiche.Declaration is { } declaration => declaration,
        null => fiche.Identite.Serie == ProfilsLagune.SerieEquivalente || fiche.Identite.AnneeBac < Campagne.Session ? true : null,
    };

    private static string Ligne(Candidat c) => Ligne(
        c.Ine, c.Sexe == "F" ? "MME" : "M", c.Nom, c.Prenom, c.DateNaissance.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), c.Mail);

    private static string Cle(int candidat) => candidat.ToString(CultureInfo.InvariantCulture);
}
