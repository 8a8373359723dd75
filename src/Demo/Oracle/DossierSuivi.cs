using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Oracle;

/// <summary>A candidate as Apogée has to see him or her: the VETs of the accepted wishes, and those that it has heard of.</summary>
internal sealed class DossierSuivi(FicheSuivie fiche)
{
    private readonly HashSet<(string, string, int)> _entendues = [];

    public string? Ine => fiche.Identite.Ine;

    public bool EstAuxAlpes => fiche.Voeux(Etablissements.Alpes).Any();

    /// <summary>The OPI of the evening of that day; null when Apogée has nothing to know.</summary>
    /// <param name="ineContestes">INEs that several people of the university bear: Apogée would take them for one.</param>
    public IReadOnlyList<VoeuAttendu>? Opi(DateOnly jour, IReadOnlySet<string> ineContestes)
    {
        if (fiche.Identite is not { Nom.Length: > 0, Prenom.Length: > 0 } identite)
            return null;
        if (identite.Ine is { } ine && ineContestes.Contains(ine))
            return null;

        var soutenues = Soutenues(jour).ToList();
        foreach (var vet in soutenues)
            _entendues.Add((vet.CodCge, vet.CodEtp, vet.CodVrsVet));
        if (_entendues.Count == 0)
            return null;

        var abandonnees = _entendues
            .Where(e => !soutenues.Exists(s => (s.CodCge, s.CodEtp, s.CodVrsVet) == e))
            .Select(e => new VoeuAttendu(e.Item1, e.Item2, e.Item3, "D"));
        return [.. soutenues.Concat(abandonnees).OrderBy(v => v.CodEtp, StringComparer.Ordinal)];
    }

    /// <summary>Seed 001: until the day of publication everybody accepted is favourable; from the next day on a failure is not.</summary>
    private IEnumerable<VoeuAttendu> Soutenues(DateOnly jour) => fiche.EstRefuse(jour)
        ? []
        : fiche.Acceptes(Etablissements.Alpes)
            .Select(v => (v.Amenagement, Vet: Formations.De(v.Formation).VetPour(v.Amenagement, jour)))
            .Where(v => v.Vet is not null)
            .Select(v => v.Amenagement == 0
                ? new VoeuAttendu(v.Vet!.CodCge, v.Vet.CodEtp, v.Vet.CodVrsVet, "F")
                : new VoeuAttendu(v.Vet!.CodCge, v.Vet.CodEtp, v.Vet.CodVrsVet, "S", v.Vet.CodCatOuiSi, v.Vet.MtfCat))
            .Distinct();
}
