using Parcoursup.Gateway.Demo.Reporting;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>Kills the gateway in the middle of deliveries, as often as it was told to, and starts it again.</summary>
internal sealed class Tueur(int nombre, int graine, Installation installation, IEcran ecran, TimeProvider clock)
{
    // The days on which much is sent, best first: the waves, the day after the results, the changes, the enrolments.
    private static readonly int[] Jours = [1, 6, 3, 2, 8, 7, 4, 9];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private const int AppelsAvant = 15;
    private readonly Random _random = new(graine);

    /// <summary>The kills of one day; runs beside the day's events.</summary>
    public async Task ChasserAsync(int jour, CancellationToken cancellationToken)
    {
        var rang = Array.IndexOf(Jours, jour);
        if (rang < 0)
            return;

        for (var coup = rang; coup < nombre; coup += Jours.Length)
        {
            await AttendreDesEnvoisAsync(cancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(300)), clock, cancellationToken);
            await installation.Passerelle.KillAsync(cancellationToken);
            ecran.Dire($"   SIGKILL n° {coup + 1} : la passerelle est tuée au milieu des envois, puis relancée");
            await installation.DemarrerPasserelleAsync(cancellationToken);
        }
    }

    private async Task AttendreDesEnvoisAsync(CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var appels = installation.Apogee.NombreAppels;
        while (installation.Apogee.NombreAppels < appels + AppelsAvant && clock.GetElapsedTime(start) < Patience)
            await Task.Delay(TimeSpan.FromMilliseconds(10), clock, cancellationToken);
    }
}
