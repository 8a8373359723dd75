using FsCheck;
using FsCheck.Fluent;

namespace Parcoursup.Gateway.Domain.Tests.Support;

/// <summary>Runs a property over generated cases; a failure shows the case and the seed that replays it.</summary>
internal static class Propriete
{
    public static void Holds<T>(Gen<T> cases, Action<T> property, int count = 1000) =>
        Prop.ForAll(cases.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(count));
}
