namespace Parcoursup.Gateway.Simulators.Parcoursup;

/// <summary>What the real Parcoursup was seen to do; each is a probability from 0 (never) to 1 (always).</summary>
public sealed record ParcoursupSins
{
    /// <summary>Keys of a candidate in any case; per object.</summary>
    public double CasseAleatoire { get; init; }

    /// <summary>Numbers as strings; per field.</summary>
    public double NombresEnChaines { get; init; }

    /// <summary><c>admissionCandidat/admissionCandidat</c>; per push.</summary>
    public double SuffixeDouble { get; init; }

    /// <summary><c>dateReponse</c> with a year such as 026; per object.</summary>
    public double AnneesTroisChiffres { get; init; }

    /// <summary>The candidate's fields at the root, beside <c>identifiant</c>; per push.</summary>
    public double CorpsRacine { get; init; }

    /// <summary>The same push twice; per push.</summary>
    public double Repetition { get; init; }

    /// <summary>HTTP 200 with NOK to a pull that was right.</summary>
    public double NokRecuperation { get; init; }

    /// <summary>HTTP 200 with NOK to a feedback that was right.</summary>
    public double NokRemontee { get; init; }

    /// <summary>A pull that answers [].</summary>
    public double TableauVide { get; init; }

    public double Lenteur { get; init; }

    public int LenteurMillisecondes { get; init; } = 300;

    /// <summary>The beginning of a burst of 503.</summary>
    public double Rafale503 { get; init; }

    public int LongueurRafale { get; init; } = 5;
}
