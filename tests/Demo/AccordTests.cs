using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Reporting;
using Spectre.Console;

namespace Parcoursup.Gateway.Demo.Tests;

/// <summary>What the demo counts agrees with its number.</summary>
public sealed class AccordTests
{
    [Theory]
    [InlineData(0, "0 écart", "0 anomalie", "0 lenteur, 0 coupure après écriture, 0 appel tardif", "0 lenteur, 0 appel trop rapide.")]
    [InlineData(1, "1 écart", "1 anomalie", "1 lenteur, 1 coupure après écriture, 1 appel tardif", "1 lenteur, 1 appel trop rapide.")]
    [InlineData(2, "2 écarts", "2 anomalies", "2 lenteurs, 2 coupures après écriture, 2 appels tardifs", "2 lenteurs, 2 appels trop rapides.")]
    public void The_end_of_a_campaign_counts_as_a_French_reader_does(int count, string ecarts, string anomalies, string apogee, string parcoursup)
    {
        var sins = new JsonObject { ["pannes503"] = count, ["lenteurs"] = count, ["coupures"] = count, ["tardifs"] = count, ["tropVite"] = count };
        var nothing = new JsonObject();
        var told = TableauFinal.Pannes(new EtatsFinaux(new JsonObject { ["totaux"] = sins.DeepClone() }, nothing, nothing, new JsonObject { ["appels"] = sins }));

        Assert.Equal($"Pannes surmontées : Apogée {count} × 503, {apogee} ; Parcoursup {count} × 503, {parcoursup}", told);
        string[] some = [.. Enumerable.Repeat("x", count)];
        var shown = Shown(console => console.Write(TableauFinal.Verdict([("Apogée", some)], some)));
        Assert.Contains(count == 0 ? "égal à l'oracle" : $" {ecarts} ", shown, StringComparison.Ordinal);
        Assert.Contains(count == 0 ? "rien d'inattendu" : $" {anomalies} ", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "1 écart avec l'oracle :")]
    [InlineData(2, "2 écarts avec l'oracle ; les premiers :")]
    public void Differences_are_counted_before_they_are_told(int count, string sentence) =>
        Assert.StartsWith(sentence, Shown(console => new EcranConsole(console).Verdict([.. Enumerable.Repeat("x", count)])), StringComparison.Ordinal);

    private static string Shown(Action<IAnsiConsole> write)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 200;
        write(console);
        return text.ToString();
    }
}
