using System.Globalization;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Modele;

/// <summary>
/// Whatever arrives, in whatever order: random sequences over two logical nodes end in what an independent model of the rules says.
/// 300 of them, 10 000 with <c>./test --full</c>; <c>GATEWAY_TESTS_SEQUENCES</c> sets how many, <c>GATEWAY_TESTS_GRAINE</c> the first
/// seed. A failure tells its seed and its story.
/// </summary>
public abstract class ModeleTests(PostgresServer postgres, DatabaseEngine engine, ITestOutputHelper output)
{
    private const int Pas = 60;
    private const int SequencesATest = 50;

    private static readonly bool Full = Environment.GetEnvironmentVariable("GATEWAY_TESTS_FULL") == "1";

    /// <summary>First and last seed of each test.</summary>
    public static TheoryData<int, int> Graines()
    {
        var (first, count) = (Setting("GATEWAY_TESTS_GRAINE", 1), Setting("GATEWAY_TESTS_SEQUENCES", Full ? 10_000 : 300));
        var parts = new TheoryData<int, int>();
        for (var seed = first; seed < first + count; seed += SequencesATest) parts.Add(seed, Math.Min(seed + SequencesATest, first + count) - 1);
        return parts;
    }

    [Theory]
    [MemberData(nameof(Graines))]
    public async Task Every_sequence_ends_as_the_rules_say(int first, int last)
    {
        output.WriteLine($"Graines {first} à {last} ({engine})");
        var clock = new Horloge();
        await using var storage = await TestStorage.CreateAsync(postgres, engine);
        await using var one = await Noeud.CreerAsync(storage, clock);
        await using var two = await Noeud.CreerAsync(storage, clock);
        for (var seed = first; seed <= last; seed++)
        {
            clock.Reset();
            var sequence = new Sequence(seed, [one, two], clock);
            try
            {
                await sequence.JouerAsync(Pas);
                await one.OublierAsync(sequence.Code);
            }
            catch (Exception failure) when (failure is not Xunit.Sdk.IAssertionException)
            {
                throw new InvalidOperationException($"Graine {seed} : {failure.Message}\n{sequence.Recit}", failure);
            }
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}

public sealed class ModeleTestsOnSqlite(PostgresServer postgres, ITestOutputHelper output) : ModeleTests(postgres, DatabaseEngine.Sqlite, output);

public sealed class ModeleTestsOnPostgres(PostgresServer postgres, ITestOutputHelper output) : ModeleTests(postgres, DatabaseEngine.Postgres, output);
