namespace Parcoursup.Gateway.NuitCatalogue;

/// <summary>One measure on a fresh base: a command that does nothing, two nights, and the bare pass over the same rows.</summary>
internal sealed record Round(Measured Start, Measured First, Measured Second, Measured Bare)
{
    /// <summary>Of processors, the database's server included: what else the machine does is in the seconds of the clock.</summary>
    public double Ratio => Math.Max(0, First.AllCpu - Start.AllCpu) / Bare.AllCpu;

    public double Cpu => Math.Max(First.Cpu, Second.Cpu);
    public double Peak => Math.Max(First.Peak, Second.Peak);

    public static async Task<Round> RunAsync(string engine, int formations, int rules)
    {
        await using var storage = engine == "sqlite" ? MeasuredDatabase.Sqlite() : await MeasuredDatabase.PostgresAsync();
        await storage.FillAsync(formations, rules);
        return new(
            await storage.RunAsync("regles", "historique", "--regle", "aucune"), await storage.RunAsync("nuit", "--date", "2026-02-12"),
            await storage.RunAsync("nuit", "--date", "2026-02-13"), await BarePass.RunAsync(engine, storage));
    }

    public override string ToString() => FormattableString.Invariant(
        $"first night {First.Cpu:F2} s of CPU and {First.Server:F2} s of the server's, second {Second.Cpu:F2} and {Second.Server:F2}, start {Start.Cpu:F2}, peak {Peak:F0} MiB; bare SELECT and UPDATE {Bare.Cpu:F2} and {Bare.Server:F2}, ratio {Ratio:F2}; by the clock {First.Seconds:F1}, {Start.Seconds:F1}, {Bare.Seconds:F1} s");
}
