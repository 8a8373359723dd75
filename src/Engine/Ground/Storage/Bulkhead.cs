namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>
/// Rule C5: one subject that cannot be worked on never stops its neighbours. All are tried together, which costs one savepoint; only
/// when that throws is each tried by itself, and whoever throws then is known by name.
/// </summary>
public static class Bulkhead
{
    private const string Savepoint = "cloison";

    /// <summary>Works on all items in the transaction of the session, so that what throws leaves nothing of itself in it.</summary>
    /// <param name="work">Done for all at once, or again for one; what it did before it threw is undone, in the database only.</param>
    /// <param name="broken">What stands for an item that threw by itself.</param>
    public static async Task<IReadOnlyList<TResult>> ForAllAsync<TItem, TResult>(
        this WriteSession session, IReadOnlyList<TItem> items, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> work,
        Func<TItem, Exception, TResult> broken, CancellationToken ct)
    {
        try
        {
            return await session.AloneAsync(() => work(items), ct);
        }
        catch (Exception failure) when (IsOfOne(failure))
        {
            if (items.Count == 1) return [broken(items[0], failure)];
        }

        var results = new List<TResult>(items.Count);
        foreach (var item in items)
        {
            try
            {
                results.AddRange(await session.AloneAsync(() => work([item]), ct));
            }
            catch (Exception failure) when (IsOfOne(failure))
            {
                results.Add(broken(item, failure));
            }
        }

        return results;
    }

    /// <summary>Whether a failure can be one item's own. What concerns the whole process or its database is nobody's.</summary>
    public static bool IsOfOne(Exception failure) =>
        failure is not (OperationCanceledException or LeaseLostException or OutOfMemoryException) && GroundFailure.Of(failure) is null;

    private static async Task<T> AloneAsync<T>(this WriteSession session, Func<Task<T>> work, CancellationToken ct)
    {
        await session.Transaction.SaveAsync(Savepoint, ct);
        T result;
        try
        {
            result = await work();
        }
        catch (Exception failure) when (GroundFailure.Of(failure) is null)
        {
            // On a full disk, or without its database, the whole transaction is over, its savepoints too.
            await session.Transaction.RollbackAsync(Savepoint, CancellationToken.None);
            throw;
        }

        await session.Transaction.ReleaseAsync(Savepoint, ct);
        return result;
    }
}
