using System.Text;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>How an établissement reaches Parcoursup's interface synchrone (contract §1).</summary>
public sealed record ParcoursupOptions
{
    /// <summary>Base address; the name of a method is appended to it. The final slash may be missing.</summary>
    public string Url { get; init; } = "";

    /// <summary>The pair that Parcoursup issued to the établissement.</summary>
    public string Login { get; init; } = "";
    public string MotDePasse { get; init; } = "";

    /// <summary>How long an answer may be awaited; for a long list, how long it may stay silent.</summary>
    public int DelaiSecondes { get; init; } = 30;

    /// <summary>
    /// Calls at a time for one établissement, and the pause after each: Parcoursup refuses who calls too fast (contract §5).
    /// </summary>
    public int AppelsSimultanes { get; init; } = 2;
    public int PauseMillisecondes { get; init; } = 50;

    /// <summary>The dummy candidate of "Tester connecteur"; without it the test cannot succeed.</summary>
    public CandidatTest? CandidatTest { get; init; }

    // A record prints all its members: the password must not reach a log that way.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Url = ").Append(Url).Append(", Login = ").Append(Login).Append(", MotDePasse = ***");
        return true;
    }
}

/// <summary>The dummy candidate whose enrolment Parcoursup must acknowledge (contract §6).</summary>
public sealed record CandidatTest
{
    public int CodeCandidat { get; init; }
    public string? Ine { get; init; }
    public string Nom { get; init; } = "";
    public string Prenom { get; init; } = "";
    public DateOnly DateNaissance { get; init; }
    public int CodeFormationPsup { get; init; }
    public string? CodeFormation1 { get; init; }
    public string? CodeSise { get; init; }
    public int EtatInscription { get; init; } = 1;

    /// <summary>UAI of reception; null: the UAI that is tested.</summary>
    public string? CodeEtablissementAffectation { get; init; }
}
