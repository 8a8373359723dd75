using Parcoursup.Gateway.Simulators.Apogee;
using Parcoursup.Gateway.Simulators.Parcoursup;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>How often the simulators sin during the campaign: enough to be met every day, not so much that it lasts.</summary>
internal static class Peches
{
    public static readonly ParcoursupSins Parcoursup = new()
    {
        CasseAleatoire = 0.2,
        NombresEnChaines = 0.2,
        SuffixeDouble = 0.1,
        AnneesTroisChiffres = 0.1,
        CorpsRacine = 0.3,
        Repetition = 0.02,
        Lenteur = 0.01,
        LenteurMillisecondes = 150,
        Rafale503 = 0.003,
        LongueurRafale = 4,
    };

    public static readonly ApogeeSins Apogee = new()
    {
        Rafale503 = 0.002,
        LongueurRafale = 5,
        Lenteur = 0.01,
        LenteurMillisecondes = 200,
        Coupure = 0.002,
        Tardif = 0.0005,
    };
}
