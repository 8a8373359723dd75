using Parcoursup.Gateway.Demo.Reporting;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>The part of a day on which the gateway is hunted.</summary>
internal enum Phase
{
    /// <summary>Pushes, results, enrolments and the deliveries that follow.</summary>
    Matin,

    /// <summary>Scolarix's daily snapshot.</summary>
    Instantane,

    /// <summary>The daily feedback to Parcoursup.</summary>
    Remontee,
}

/// <summary>
/// Kills a node of the gateway as often as it was told to, each time at another instant of its work, and starts it again. What is drawn
/// is drawn from the seed; on which message the blow falls is the machine's affair.
/// </summary>
internal sealed class Tueur(int nombre, int graine, Installation installation, IEcran ecran, TimeProvider clock)
{
    // The parts of the campaign in which much is done, in the order in which they get a blow, each with the instant of its first.
    private static readonly (int Jour, Phase Phase, InstantCoup Premier)[] Creneaux =
    [
        (1, Phase.Matin, InstantCoup.PousseeAcquittee), (6, Phase.Matin, InstantCoup.AppelSansReponse),
        (8, Phase.Remontee, InstantCoup.AppelSansReponse), (3, Phase.Matin, InstantCoup.AppelEnRoute),
        (6, Phase.Instantane, InstantCoup.FichierSansManifeste), (2, Phase.Matin, InstantCoup.AppelRepondu),
        (9, Phase.Remontee, InstantCoup.AppelEnRoute), (8, Phase.Matin, InstantCoup.Hasard),
        (7, Phase.Instantane, InstantCoup.FichierSansManifeste), (7, Phase.Matin, InstantCoup.PousseeAcquittee),
        (4, Phase.Matin, InstantCoup.AppelSansReponse), (9, Phase.Matin, InstantCoup.AppelRepondu),
    ];

    // How it goes on where a part gets several.
    private static readonly InstantCoup[] Suite =
    [
        InstantCoup.AppelSansReponse, InstantCoup.AppelEnRoute, InstantCoup.PousseeAcquittee, InstantCoup.AppelRepondu, InstantCoup.Hasard,
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private const int PlusDAppels = 12;
    private readonly Random _random = new(graine);

    public bool Chasse(int jour, Phase phase) => RangDe(jour, phase) is >= 0 and var rang && rang < nombre;

    /// <summary>The blows of one part of a day; runs beside what happens in it.</summary>
    public async Task ChasserAsync(int jour, Phase phase, CancellationToken cancellationToken)
    {
        if (!Chasse(jour, phase))
            return;

        var rang = RangDe(jour, phase);
        var instant = Creneaux[rang].Premier;
        for (var coup = rang; coup < nombre; coup += Creneaux.Length)
        {
            await FrapperAsync(coup, instant, phase, cancellationToken);
            if (phase != Phase.Instantane) instant = Suite[(Array.IndexOf(Suite, instant) + 1) % Suite.Length];
        }
    }

    private static int RangDe(int jour, Phase phase) => Array.FindIndex(Creneaux, c => (c.Jour, c.Phase) == (jour, phase));

    private async Task FrapperAsync(int coup, InstantCoup instant, Phase phase, CancellationToken cancellationToken)
    {
        // What is called seldom, or is nearly over, would never be called so often.
        using var guet = new Guet(instant, passer: phase == Phase.Matin && coup < Creneaux.Length ? _random.Next(PlusDAppels) : 0);
        guet.Poster(phase, installation.Simulateurs);
        if (instant == InstantCoup.Hasard)
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(600)), clock, cancellationToken);
        await Task.WhenAny(guet.Vu, Task.Delay(Patience, clock, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();

        var vu = guet.Vu.IsCompletedSuccessfully;
        var noeud = (vu ? NoeudAppelant.Trouver(installation.Passerelle.Tous, await guet.Vu) : null)
            ?? installation.Passerelle.Tous[_random.Next(installation.Passerelle.Tous.Count)];
        await noeud.KillAsync(cancellationToken);
        guet.Dispose();
        var frappe = vu ? instant : InstantCoup.Hasard;
        ecran.Dire($"   SIGKILL n° {coup + 1} : la passerelle est tuée {Ou(frappe)}, puis relancée");
        await installation.Passerelle.StartAsync(noeud, cancellationToken);
    }

    private static string Ou(InstantCoup instant) => instant switch
    {
        InstantCoup.PousseeAcquittee => "juste après avoir acquitté un message",
        InstantCoup.AppelEnRoute => "pendant un appel que l'autre côté traitera encore",
        InstantCoup.AppelSansReponse => "quand l'autre côté a fait ce qu'elle demandait, avant qu'elle le sache",
        InstantCoup.AppelRepondu => "à l'arrivée d'une réponse",
        InstantCoup.FichierSansManifeste => "entre un fichier et son manifeste",
        _ => "à un instant quelconque",
    };
}
