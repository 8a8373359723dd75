using System.Globalization;
using Parcoursup.Gateway.Domain.Catalogue.Envois;
using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Adapters.Catalogue.Protocol;

/// <summary>One posting with the raw bytes of both directions.</summary>
/// <param name="Statut">HTTP status; null without an answer.</param>
public sealed record EchangeFormation(VerdictEnvoi Verdict, int? Statut, ReadOnlyMemory<byte> Requete, ReadOnlyMemory<byte> Reponse)
{
    /// <summary>How long the service asks to be left alone (Retry-After).</summary>
    public TimeSpan? Attendre { get; init; }

    /// <summary>The same as the engine's deliveries know it.</summary>
    public Echange VersEchange() => new(Issue(), Requete, Reponse, []);

    private IssueEnvoi Issue() => Verdict switch
    {
        VerdictEnvoi.Acceptee acceptee => new IssueEnvoi.Acquittee(acceptee.DejaEnvoye
            ? $"Formation {acceptee.GTaCod}, déjà connue de Parcoursup" : $"Formation {acceptee.GTaCod}"),
        VerdictEnvoi.Refusee refusee => new IssueEnvoi.Refusee(Code, refusee.Message, refusee.Explication),
        VerdictEnvoi.Echec { Nature: NatureEchec.NonParti } echec => new IssueEnvoi.NonEnvoyee(echec.Explication),
        VerdictEnvoi.Echec { Nature: NatureEchec.Incertain } echec => new IssueEnvoi.Incertaine(echec.Explication),
        VerdictEnvoi.Echec echec => new IssueEnvoi.EchecTechnique(Code, echec.Message ?? echec.Explication)
        {
            Portee = Portee(echec.Nature),
            Explication = echec.Explication,
            Attendre = Attendre,
        },
        _ => throw new InvalidOperationException(),
    };

    private string? Code => Statut?.ToString(CultureInfo.InvariantCulture);

    // What says something of the formation must not slow its neighbours (rule C5).
    private static PorteeEchec Portee(NatureEchec nature) => nature switch
    {
        NatureEchec.Authentification or NatureEchec.Transport => PorteeEchec.Reglage,
        NatureEchec.SansIdentifiant or NatureEchec.Inclassable => PorteeEchec.Sujet,
        NatureEchec.Illisible => PorteeEchec.Inconnue,
        _ => PorteeEchec.Destination,
    };
}

/// <summary>What asking for the return flow came to: one of the nested cases.</summary>
public abstract record ResultatRetour
{
    private ResultatRetour() { }

    public sealed record Recu(LectureRetour Lecture) : ResultatRetour;

    /// <param name="Message">In French.</param>
    public sealed record Echec(NatureEchec Nature, string Message) : ResultatRetour;
}
