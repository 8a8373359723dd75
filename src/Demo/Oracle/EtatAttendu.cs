using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Oracle;

/// <summary>One line of an OPI as Apogée must hold it; the category matters for an S only.</summary>
internal sealed record VoeuAttendu(string CodCge, string CodEtp, int CodVrsVet, string CodDecVeu, string? CodCatOuiSi = null,
    string? MtfCat = null);

/// <summary>What all systems must hold.</summary>
internal sealed record EtatAttendu(
    IReadOnlyDictionary<string, IReadOnlyList<VoeuAttendu>> Opi, IReadOnlyDictionary<(int Candidat, int Formation), int> Inscriptions)
{
    /// <summary>Birth date by OPI number: the login of a student is made of it.</summary>
    public IReadOnlyDictionary<string, DateOnly> Naissances { get; init; } = new Dictionary<string, DateOnly>();

    /// <summary>IAs that Parcoursup refused.</summary>
    public int InscriptionsRefusees { get; init; }

    /// <summary>VETs that turned unfavourable by the calendar alone, on the last day: what guard C6 has to announce.</summary>
    public int DefavorablesDuJour { get; init; }

    /// <summary>The same at the établissements without VET, counted in wishes.</summary>
    public IReadOnlyDictionary<Etablissement, int> VoeuxDefavorablesDuJour { get; init; } = new Dictionary<Etablissement, int>();

    public ScolarixAttendu? Scolarix { get; init; }

    public FregataAttendu? Fregata { get; init; }

    /// <summary>What guard C6 has to announce on the last day, at one établissement.</summary>
    public int AttendusDuJour(Etablissement etablissement) =>
        etablissement == Etablissements.Alpes ? DefavorablesDuJour : VoeuxDefavorablesDuJour.GetValueOrDefault(etablissement);

    public int Nombre(string decision) => Opi.Values.Sum(voeux => voeux.Count(v => v.CodDecVeu == decision));
}
