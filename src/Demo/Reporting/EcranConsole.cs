using System.Globalization;
using Parcoursup.Gateway.Demo.Play;
using Spectre.Console;

namespace Parcoursup.Gateway.Demo.Reporting;

/// <summary>Lines as they come, and a bar where the terminal can draw one.</summary>
internal sealed class EcranConsole(IAnsiConsole console) : IEcran
{
    private const int LargeurDUnFichier = 200;
    private static readonly CultureInfo Francais = CultureInfo.GetCultureInfo("fr-FR");
    private ProgressTask? _barre;

    /// <summary>A terminal as it is; in a file or a pipe, plain lines that nothing folds.</summary>
    public static IAnsiConsole Ouvrir()
    {
        if (!Console.IsOutputRedirected)
            return AnsiConsole.Console;

        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No });
        console.Profile.Width = LargeurDUnFichier;
        return console;
    }

    /// <summary>Runs <paramref name="travail"/> under a progress bar; without a terminal the lines alone tell.</summary>
    public async Task<T> SuivreAsync<T>(string titre, Func<Task<T>> travail)
    {
        if (!console.Profile.Capabilities.Interactive || !console.Profile.Capabilities.Ansi)
            return await travail();

        return await console.Progress().AutoClear(true).StartAsync(async progress =>
        {
            _barre = progress.AddTask(Markup.Escape(titre));
            try
            {
                return await travail();
            }
            finally
            {
                _barre = null;
            }
        });
    }

    public void Dire(string ligne) => console.WriteLine(ligne);

    public void Etape(int rang, int total, DateOnly jour, string titre)
    {
        if (_barre is { } barre)
        {
            barre.MaxValue = total;
            barre.Value = rang;
        }

        console.MarkupLine(rang < total
            ? $"[bold]{rang + 1}/{total}[/] [blue]{jour.ToString("dddd d MMMM yyyy", Francais)}[/] {Markup.Escape(titre)}"
            : $"[bold]{Markup.Escape(titre)}[/]");
    }

    public void Etat(Syntheses syntheses) => console.MarkupLine(
        $"   [grey]Apogée F {syntheses.Alpes.OpiF}, S {syntheses.Alpes.OpiS}, D {syntheses.Alpes.OpiD} ; IA acquittées "
        + $"{syntheses.Total(s => s.IaAcquittees)} ; réserves {syntheses.Total(s => s.Reserves)} ; tâches "
            + $"{syntheses.Total(s => s.Taches)}[/]");

    public void Tableau(Bilan bilan)
    {
        console.Write(TableauFinal.Construire(bilan));
        console.Write(TableauFinal.Verdict(bilan));
        console.WriteLine(TableauFinal.Pannes(bilan.Etats));
        if (bilan.EstConforme)
        {
            console.MarkupLine("[green]Apogée, Fregata, Scolarix et Parcoursup finissent exactement comme l'oracle l'a calculé.[/]");
            return;
        }

        Ecarts(bilan.Ecarts);
    }

    /// <summary>How the catalogue's part ended, where it was played alone.</summary>
    public void Verdict(IReadOnlyList<string> ecarts)
    {
        if (ecarts.Count == 0) console.MarkupLine("[green]Chaque formation du catalogue finit exactement comme l'oracle l'a calculé.[/]");
        else Ecarts(ecarts);
    }

    private void Ecarts(IReadOnlyList<string> ecarts)
    {
        var premiers = ecarts.Count > 1 ? " ; les premiers" : "";
        console.MarkupLine($"[red]{Accord.De(ecarts.Count, "écart")} avec l'oracle{premiers} :[/]");
        foreach (var ecart in ecarts.Take(15))
            console.WriteLine(" - " + ecart);
    }

    public void Erreur(string message) => console.MarkupLine($"[red]{Markup.Escape(message)}[/]");
}
