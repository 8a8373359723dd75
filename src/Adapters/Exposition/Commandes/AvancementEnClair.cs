using System.Globalization;
using Parcoursup.Gateway.Adapters.Exposition.Appariement;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Exposition.Commandes;

/// <summary>
/// Tells whoever waits how far a run is and when it may end: with the API's usual limit, a whole catalogue asked line by line takes most
/// of an hour. Not at each line: every ten seconds at most.
/// </summary>
internal sealed class AvancementEnClair(TextWriter sortie, TimeProvider time) : IProgress<AvancementLignes>
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly long _debut = time.GetTimestamp();
    private TimeSpan _dit;

    public void Report(AvancementLignes value)
    {
        lock (_lock)
        {
            var depuis = time.GetElapsedTime(_debut);
            if (depuis - _dit < Silence || value.Faites == value.Total) return;
            _dit = depuis;
            var reste = depuis * ((double)(value.Total - value.Faites) / value.Faites);
            sortie.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Accord.De(value.Faites, "ligne")} sur {value.Total} ({100L * value.Faites / value.Total} %), "
                + $"encore {Duree(reste)} environ."));
        }
    }

    private static string Duree(TimeSpan reste) => reste.TotalMinutes switch
    {
        < 1 => "moins d'une minute",
        < 60 => Accord.De((long)reste.TotalMinutes, "minute"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)reste.TotalHours} h {reste.Minutes:00}"),
    };
}
