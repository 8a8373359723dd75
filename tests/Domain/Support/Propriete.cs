using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Parcoursup.Gateway.Domain.Tests.Support;

/// <summary>Runs a property over generated cases; a failure shows the case and the seed that replays it.</summary>
internal static class Propriete
{
    // A run for each of thousands of mutants tries fewer: what it then sees, the whole run sees too.
    private static readonly int Most = int.TryParse(
        Environment.GetEnvironmentVariable("GATEWAY_PROPRIETES_CAS"), CultureInfo.InvariantCulture, out var most) ? most : int.MaxValue;

    public static void Holds<T>(Gen<T> cases, Action<T> property, int count = 1000) =>
        Prop.ForAll(cases.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(Math.Min(count, Most)));
}
