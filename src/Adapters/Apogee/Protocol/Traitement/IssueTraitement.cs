using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>What a job's acknowledgement means for the delivery.</summary>
public static class IssueTraitement
{
    // A code or message of a job is text of somebody else: it is shown, never trusted to be short.
    private const int LongestCode = 200;
    private const int LongestMessage = 1000;

    public static IssueEnvoi Of(Acquittement acquittement)
    {
        var code = Shorten(acquittement.Code, LongestCode);
        var message = Shorten(acquittement.Message, LongestMessage);
        return acquittement.Resultat switch
        {
            ResultatEcriture.Prise => new IssueEnvoi.Acquittee(message),
            ResultatEcriture.Refusee => new IssueEnvoi.Refusee(code, message ?? code ?? "Le traitement a refusé l'OPI sans dire pourquoi.",
                code is null
                ? "Le traitement côté Apogée a refusé cette OPI : lire son message et son journal, corriger la donnée concernée, puis "
                    + "relancer la livraison." : FautesApogee.Explain(code, "cette OPI")),
            _ => Failed(code, message),
        };
    }

    private static IssueEnvoi.EchecTechnique Failed(string? code, string? message)
    {
        var simple = FauteSimple.Of("Server", $"{code} {message}".Trim(), "cette OPI");
        return new(code, message ?? "Le traitement côté Apogée n'a pas pu écrire l'OPI.")
        {
            Portee = simple.Portee, Explication = simple.Portee == PorteeEchec.Sujet ? simple.Explication : null, Cause = simple.Cause,
        };
    }

    private static string? Shorten(string? text, int longest) => text is null || text.Length <= longest ? text
        : TexteApogee.Cut(text, longest);
}
