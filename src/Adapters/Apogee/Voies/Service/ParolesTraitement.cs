using System.Text;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Service;

/// <summary>What a job said of an OPI, as it is kept, and what it is told in return.</summary>
internal static class ParolesTraitement
{
    public static byte[] BytesOf(Acquittement a) => Encoding.UTF8.GetBytes(JsonText.Of(new { resultat = a.Resultat, a.Code, a.Message }));

    public static string Explain(EtatAcquittement state, ResultatEcriture resultat) => state switch
    {
        EtatAcquittement.Enregistre => "Résultat enregistré.",
        EtatAcquittement.DejaAcquitte => "Ce jeton a déjà été acquitté : le premier résultat est gardé.",
        EtatAcquittement.Expire when resultat == ResultatEcriture.Refusee =>
            "Cette OPI n'est plus confiée à ce jeton (délai dépassé) : ce refus n'est pas retenu. Elle est redonnée si son état actuel "
            + "n'est pas encore acquitté.",
        EtatAcquittement.Expire =>
            "Cette OPI n'est plus confiée à ce jeton (délai dépassé) : ce qui vient d'être écrit peut être périmé. Elle est redonnée dans "
            + "son état actuel, l'écrire à nouveau.",
        _ => "Jeton inconnu : renvoyer celui que recupererOpi a donné, avec un compte du même établissement.",
    };
}
