namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>What a job asks: one of the nested cases, never anything else.</summary>
public abstract record DemandeTraitement
{
    private DemandeTraitement() { }

    /// <param name="Taille">1 to <see cref="PasserelleApogee.LignesMaximum"/>.</param>
    /// <param name="Version">Of the OPI's content: 9 or 10.</param>
    public sealed record RecupererOpi(int Taille, int Version) : DemandeTraitement;

    public sealed record AcquitterOpi(IReadOnlyList<Acquittement> Acquittements) : DemandeTraitement;

    /// <param name="Seule">Asked by <c>confirmerOpi</c>, which answers one result instead of a list.</param>
    public sealed record ConfirmerOpi(IReadOnlyList<Confirmation> Confirmations, bool Seule) : DemandeTraitement;

    /// <param name="Lignes">The enrolments as the JSON array that the REST intake takes: one reading for both.</param>
    public sealed record DeclarerInscriptions(ReadOnlyMemory<byte> Lignes) : DemandeTraitement;

    /// <param name="Executer">False: the last result, without testing.</param>
    public sealed record TesterConnecteur(bool Executer) : DemandeTraitement;

    /// <summary>Readable XML that says something wrong.</summary>
    public sealed record Incorrecte(OpiFaute Faute) : DemandeTraitement;
}

/// <summary>What a job did with an OPI that it was given.</summary>
public enum ResultatEcriture
{
    Prise,
    Refusee,
    Echec,
}

/// <summary>One line of <c>acquitterOpi</c>.</summary>
public sealed record Acquittement(string Jeton, ResultatEcriture Resultat, string? Code, string? Message);

/// <summary>A VET that a job saw in Apogée.</summary>
/// <param name="CodCge">Null when the job does not tell: any centre de gestion will do.</param>
/// <param name="CodDecVeu">Null when the job does not tell: then the decision is not verified.</param>
public sealed record VetVue(string? CodCge, string CodEtp, int CodVrsVet, string? CodDecVeu);

/// <summary>All that Apogée holds under a number (rule E3).</summary>
public sealed record Confirmation(string CodOpiIntEpo, IReadOnlyList<VetVue> Vets);
